import type { Gender } from "../vocabulary.ts";
import type { Random } from "./random.ts";

/** Names from the communities of an English city. Each is put together by chance: no real person. */
interface NamePool {
  weight: number;
  female: readonly string[];
  male: readonly string[];
  family: readonly string[];
}

const words = (text: string): string[] => text.split(" ");

const POOLS: readonly NamePool[] = [
  {
    weight: 46,
    female: words(
      "Amelia Bethany Chloe Daisy Ellie Freya Georgia Holly Isla Jodie Keira Lacey Maisie Niamh Paige Ruby Skye Tia Willow Zara Robyn Courtney Abigail Caitlin Demi Erin Faith Gracie Hollie Jasmine Kayleigh Libby Megan Naomi Phoebe Rosie Shannon Tilly",
    ),
    male: words(
      "Alfie Bailey Callum Dylan Ethan Finley George Harvey Jake Kyle Lewis Mason Nathan Owen Reece Rhys Sam Taylor Tyler Zack Jordan Brandon Archie Ben Connor Declan Elliot Freddie Harry Jamie Kieran Liam Morgan Noah Oliver Ryan Toby Will",
    ),
    family: words(
      "Ashworth Barlow Cartwright Dunmore Entwistle Fearnley Garside Hallam Ingham Jessop Kirkby Lomas Marsden Naylor Oldroyd Prentice Ramsden Sedgwick Thackray Underhill Varley Wadsworth Yardley Aldous Birtles Clegg Dyson Earnshaw Firth Greaves Hebden Illingworth Jagger Kershaw Lumb Metcalfe Nuttall Ogden Pickles Rushworth Stanhope Tattersall Utley Whiteley Bickerton Crabtree Duckworth Holdsworth",
    ),
  },
  {
    weight: 14,
    female: words(
      "Aaliyah Amina Fatima Hafsa Iqra Laiba Maryam Nimra Sana Zainab Aisha Eshaal Hira Kinza Mehreen Noor Rabia Saira Sumaya Yusra",
    ),
    male: words(
      "Adeel Bilal Danyal Hamza Ibrahim Junaid Kamran Mustafa Rayyan Zeeshan Ali Faisal Haris Imran Nabeel Omar Qasim Sami Usman Yusuf",
    ),
    family: words(
      "Ahmadi Bashir Chaudhry Farooqi Hussain Iqbal Javed Malik Nawaz Qureshi Rafiq Siddiqui Akhtar Begum Dar Ghani Hanif Kazmi Latif Mahmood Riaz Sarwar Tahir Zaman",
    ),
  },
  {
    weight: 8,
    female: words(
      "Amrit Harleen Jasleen Kiran Mehak Navdeep Simran Priya Anjali Diya Gurpreet Ishani Kavita Manpreet Nisha Roshni",
    ),
    male: words(
      "Arjan Gurdeep Harman Jaspal Kulvir Manraj Rohan Tejvir Amar Dev Jeevan Karan Nikhil Ranveer Sachin Vikram",
    ),
    family: words(
      "Bhogal Chahal Dhaliwal Gill Grewal Johal Mistry Sandhu Solanki Virdee Atwal Bains Chauhan Desai Hothi Kandola Parmar Rai Sagoo Vaghela",
    ),
  },
  {
    weight: 10,
    female: words(
      "Alicja Daria Emilia Gabija Ioana Katarzyna Lenka Oksana Weronika Zuzanna Agata Bianca Dominika Elena Hanna Jolanta Mirela Natalia Petra Simona",
    ),
    male: words(
      "Andrei Bartosz Dawid Florin Jakub Kacper Lukas Mateusz Stefan Vasile Adrian Bogdan Damian Filip Igor Karol Marius Oskar Radu Tomas",
    ),
    family: words(
      "Balan Cernat Dudek Grabowska Horvath Jankauskas Kowalczyk Lisowski Novotny Petrescu Wrona Adamska Bielak Ciobanu Dragan Filipek Gorski Ilie Kaminska Lazar Marek Nowicki Pavlov Rusu",
    ),
  },
  {
    weight: 9,
    female: words(
      "Abena Adaeze Chidera Efua Ifeoma Makena Nyasha Selam Temitope Yewande Ama Bisi Eden Folasade Hodan Khadija Lindiwe Ngozi Rutendo Zawadi",
    ),
    male: words(
      "Abdi Chukwudi Dawit Emeka Kofi Kwabena Liban Samatar Tendai Tunde Ayo Biruk Dele Farai Idris Kwesi Mahad Obinna Sekou Yonas",
    ),
    family: words(
      "Abebe Adeyemi Boateng Chikwanda Dirie Eze Gebre Moyo Nwosu Okafor Osei Warsame Asante Bello Desta Farah Hailu Jama Kamau Mensah Ndlovu Ogunleye Sibanda Tesfaye",
    ),
  },
  {
    weight: 7,
    female: words(
      "Aliyah Chantelle Denise Kenisha Monique Renee Shanice Tiana Alicia Danielle Jada Kiara Latoya Nadine Simone Tanisha",
    ),
    male: words(
      "Andre Delroy Jermaine Kieron Leon Marlon Omari Tyrone Curtis Devante Isaiah Jerome Malachi Nathaniel Rashaun Troy",
    ),
    family: words(
      "Bramwell Campbell Denton Fyffe Gayle Linton Morrison Pinnock Reid Salmon Blackwood Clarke Dacres Ebanks Grant Henriques McKoy Plummer Stewart Whyte",
    ),
  },
  {
    weight: 6,
    female: words(
      "Berivan Dilan Hevi Lana Nazdar Rojin Shilan Zilan Avin Chra Dilnaz Gulan Hana Niga Sazan Tara",
    ),
    male: words(
      "Ako Baran Diyar Hiwa Karwan Rebin Rawand Zana Aram Dlovan Goran Hawre Mirwan Rebaz Soran Yad",
    ),
    family: words(
      "Amedi Barzan Darwesh Hawrami Jaff Kerim Mirza Rasul Sorani Zebari Ahmadian Botani Doski Goran Hamid Khoshnaw Mohamad Rostam Salih Talabany",
    ),
  },
];

/** A first name that is also that of a council home, as it happens in real data. */
export const HOME_NAMESAKE = "Linden";

/** A full name. Children rarely share one, as `taken` is looked at; in a long enough plan some do. */
export function childName(rng: Random, gender: Gender, taken: Set<string>, firstName?: string): string {
  let name = "";
  for (let attempt = 0; attempt < 50; attempt++) {
    const pool = firstName ? POOLS[0]! : rng.weighted(POOLS.map((one) => [one, one.weight] as const));
    name = `${firstName ?? rng.pick(pool[gender])} ${rng.pick(pool.family)}`;
    if (!taken.has(name)) break;
  }
  taken.add(name);
  return name;
}
